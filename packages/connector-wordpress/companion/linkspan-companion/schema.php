<?php
// The tables, made by whatever request comes first: a must-use plugin is never activated.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

const SCHEMA_VERSION = 1;
const STATE_OPTION   = 'linkspan_companion';
const DAILY          = 'linkspan_companion_daily';

/** `changes`, `pending` or `outbox`. */
function table( $name ) {
	return $GLOBALS['wpdb']->prefix . 'linkspan_' . $name;
}

/** Who this is: `schema`, `site` and `feed`, the last two made when it was installed. */
function installation() {
	$state = get_option( STATE_OPTION );
	if ( ! is_array( $state ) || SCHEMA_VERSION !== $state['schema'] ) {
		$state = install( is_array( $state ) ? $state : array() );
	}
	return $state;
}

function install( array $before ) {
	global $wpdb;
	$collate = $wpdb->get_charset_collate();
	// No AUTO_INCREMENT for `seq`: numbers that are given before a transaction ends become visible in another order.
	$wpdb->query(
		'CREATE TABLE IF NOT EXISTS ' . table( 'changes' ) . " (
			seq bigint(20) unsigned NOT NULL,
			account bigint(20) unsigned NOT NULL,
			kind varchar(10) NOT NULL,
			changed_at varchar(24) NOT NULL,
			origin varchar(6) NOT NULL,
			changed_by varchar(60) NOT NULL,
			fields varchar(255) NOT NULL,
			PRIMARY KEY  (seq)
		) $collate"
	);
	$wpdb->query(
		'CREATE TABLE IF NOT EXISTS ' . table( 'pending' ) . " (
			account bigint(20) unsigned NOT NULL,
			request varchar(16) NOT NULL,
			since varchar(24) NOT NULL,
			origin varchar(6) NOT NULL,
			changed_by varchar(60) NOT NULL,
			known text NOT NULL,
			PRIMARY KEY  (account, request)
		) $collate"
	);
	$wpdb->query(
		'CREATE TABLE IF NOT EXISTS ' . table( 'outbox' ) . " (
			delivery varchar(36) NOT NULL,
			last bigint(20) unsigned NOT NULL,
			attempts int NOT NULL,
			next_try bigint(20) NOT NULL,
			PRIMARY KEY  (delivery)
		) $collate"
	);
	$state = array_merge(
		array(
			'site' => wp_generate_uuid4(),
			'feed' => wp_generate_uuid4(),
		),
		$before,
		array( 'schema' => SCHEMA_VERSION )
	);
	update_option( STATE_OPTION, $state, true );
	if ( ! wp_next_scheduled( DAILY ) ) {
		wp_schedule_event( time() + DAY_IN_SECONDS, 'daily', DAILY );
	}
	return $state;
}


/** UTC with milliseconds. */
function timestamp( $time = null ) {
	$time = null === $time ? microtime( true ) : $time;
	return gmdate( 'Y-m-d\TH:i:s', (int) $time ) . sprintf( '.%03dZ', (int) ( ( $time - (int) $time ) * 1000 ) );
}

add_action(
	'init',
	function () {
		if ( ! wp_installing() ) {
			installation();
		}
	}
);
