<?php
// What this request is about to change. Each account is written down before it is changed, with what it was: at the end of the request the
// two are compared. Where the request dies in between, the row is still there, and the next reading of the feed compares in its place.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

/** Seconds after which a request counts as dead. A longer one (an import) is told in parts, and loses nothing. */
const DEAD_AFTER = 60;

/** Seconds after which a request that still runs writes down anew what it changes: long before it counts as dead. */
const RENEW_AFTER = 20;

/** Accounts that this request has touched: id → what they were, and when that was written down. */
function &touched() {
	static $accounts = array();
	return $accounts;
}

/** Of this request, among all that run. */
function request_id() {
	static $id = null;
	if ( null === $id ) {
		$id = bin2hex( random_bytes( 8 ) );
	}
	return $id;
}

/** An account is about to be changed; `$is_new`: it was made just now. */
function touch_account( $id, $is_new = false ) {
	global $wpdb;
	$accounts = &touched();
	$id       = (int) $id;
	$is_known = isset( $accounts[ $id ] ) && ! $is_new;
	if ( $id < 1 || ( $is_known && time() - $accounts[ $id ]['at'] < RENEW_AFTER ) ) {
		return;
	}
	if ( ! $is_known ) {
		$accounts[ $id ]['known'] = $is_new ? array() : (array) account_state( $id );
	}
	$accounts[ $id ]['at'] = time();
	installation();
	$wpdb->replace(
		table( 'pending' ),
		array(
			'account'    => $id,
			'request'    => request_id(),
			'since'      => timestamp(),
			'origin'     => is_ours() ? 'ours' : 'theirs',
			'changed_by' => actor(),
			'known'      => (string) wp_json_encode( $accounts[ $id ]['known'] ),
		)
	);
}

/** At the end of the request: the rows of what really changed. */
function settle_request() {
	global $wpdb;
	$accounts = &touched();
	if ( $accounts ) {
		$accounts = array();
		settle( $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM ' . table( 'pending' ) . ' WHERE request = %s ORDER BY since, account', request_id() ) ), timestamp() );
	}
	send_grown();
}

/** What requests left behind that have died. */
function settle_dead() {
	global $wpdb;
	$dead = $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM ' . table( 'pending' ) . ' WHERE since < %s ORDER BY since LIMIT 500', timestamp( microtime( true ) - DEAD_AFTER ) ) );
	if ( $dead ) {
		foreach ( $dead as $row ) {
			// Whoever died had perhaps not yet told the cache.
			wp_cache_delete( $row->account, 'users' );
			wp_cache_delete( $row->account, 'user_meta' );
		}
		settle( $dead, null );
	}
}

/** `$at`: when it happened; null: when it was written down. */
function settle( array $rows, $at ) {
	global $wpdb;
	foreach ( $rows as $row ) {
		$now     = account_state( $row->account );
		$changed = null === $now ? array() : changed_fields( (array) json_decode( $row->known, true ), $now );
		$written = true;
		if ( null === $now || $changed ) {
			$written = append_change( $row, null === $now ? 'deleted' : 'changed', $changed, null === $at ? $row->since : $at );
		}
		if ( $written ) {
			$wpdb->delete( table( 'pending' ), array( 'account' => $row->account, 'request' => $row->request ) );
		}
	}
}

// Last of all: plugins change accounts at the end of a request, too.
add_action( 'shutdown', __NAMESPACE__ . '\settle_request', PHP_INT_MAX );
