<?php
// The feed: rows by number.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

const KEEP_DAYS = 30;

/**
 * Adds a row. Its number is the last one plus one, as the same statement reads it: whoever computes the same one at the same time waits at the
 * primary key and tries again. So nobody gets a number while a smaller one is still in an open transaction, and readers need not wait.
 */
function append_change( $touched, $kind, array $fields, $at ) {
	global $wpdb;
	$table     = table( 'changes' );
	$statement = $wpdb->prepare(
		"INSERT INTO $table (seq, account, kind, changed_at, origin, changed_by, fields) SELECT COALESCE(MAX(seq), 0) + 1, %d, %s, %s, %s, %s, %s FROM $table",
		$touched->account,
		$kind,
		$at,
		$touched->origin,
		$touched->changed_by,
		implode( ',', $fields )
	);
	$quiet     = $wpdb->suppress_errors( true );
	for ( $attempt = 0, $written = false; ! $written && $attempt < 20; $attempt++ ) {
		if ( $attempt > 0 ) {
			usleep( random_int( 1000, 20000 ) );
		}
		$written = 1 === $wpdb->query( $statement );
	}
	$wpdb->suppress_errors( $quiet );
	if ( $written ) {
		enqueue_webhook();
	}
	return $written;
}

/** The first and last number kept; 1 and 0 where there are no rows. */
function feed_ends() {
	global $wpdb;
	$ends = $wpdb->get_row( 'SELECT MIN(seq) AS first, MAX(seq) AS last FROM ' . table( 'changes' ) );
	return array(
		'id'    => installation()['feed'],
		'first' => isset( $ends->first ) ? (int) $ends->first : 1,
		'last'  => isset( $ends->last ) ? (int) $ends->last : 0,
	);
}

/** GET /changes */
function read_changes( \WP_REST_Request $request ) {
	global $wpdb;
	settle_dead();
	$ends  = feed_ends();
	$since = $request['since'];
	$limit = (int) $request['limit'];
	$page  = array(
		'feed'  => $ends['id'],
		'next'  => $ends['last'],
		'more'  => false,
		'reset' => false,
		'items' => array(),
	);
	if ( null === $since ) {
		return $page;
	}
	$since = (int) $since;
	if ( ( null !== $request['feed'] && $ends['id'] !== $request['feed'] ) || $since + 1 < $ends['first'] || $since > $ends['last'] ) {
		$page['reset'] = true;
		return $page;
	}
	$rows          = $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM ' . table( 'changes' ) . ' WHERE seq > %d ORDER BY seq LIMIT %d', $since, $limit + 1 ) );
	$page['more']  = count( $rows ) > $limit;
	$rows          = array_slice( $rows, 0, $limit );
	$page['items'] = array_map( __NAMESPACE__ . '\show_change', $rows );
	$page['next']  = $rows ? (int) end( $rows )->seq : $since;
	return $page;
}

function show_change( $row ) {
	return array(
		'seq'     => (int) $row->seq,
		'account' => (string) $row->account,
		'kind'    => $row->kind,
		'at'      => $row->changed_at,
		'origin'  => $row->origin,
		'by'      => '' === $row->changed_by ? null : $row->changed_by,
		'fields'  => '' === $row->fields ? array() : explode( ',', $row->fields ),
	);
}

/** Throws away what is older than 30 days, never the last number: it must not be given again. */
function forget_old_changes() {
	global $wpdb;
	$table = table( 'changes' );
	$wpdb->query( $wpdb->prepare( "DELETE FROM $table WHERE changed_at < %s AND seq < %d", timestamp( microtime( true ) - KEEP_DAYS * DAY_IN_SECONDS ), feed_ends()['last'] ) );
}

add_action( DAILY, __NAMESPACE__ . '\settle_dead' );
add_action( DAILY, __NAMESPACE__ . '\forget_old_changes' );
