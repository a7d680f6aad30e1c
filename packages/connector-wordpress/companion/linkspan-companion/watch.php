<?php
// Where WordPress is about to change an account, whoever asks it to: a page, the REST API, a plugin, wp-cli, cron. What is written past
// WordPress, by SQL, nobody is told of: a full listing finds that.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

add_filter(
	'wp_pre_insert_user_data',
	function ( $data, $update, $id ) {
		if ( $update ) {
			touch_account( $id );
		}
		return $data;
	},
	PHP_INT_MAX,
	3
);

// Its meta was written before: all of it counts as changed.
add_action(
	'user_register',
	function ( $id ) {
		touch_account( $id, true );
	},
	0
);

add_action( 'delete_user', __NAMESPACE__ . '\touch_account', 0, 1 );

foreach ( array( 'add_user_metadata', 'update_user_metadata' ) as $filter ) {
	add_filter(
		$filter,
		function ( $check, $id, $key ) {
			if ( isset( watched_meta()[ $key ] ) ) {
				touch_account( $id );
			}
			return $check;
		},
		0,
		3
	);
}

add_filter(
	'delete_user_metadata',
	function ( $check, $id, $key, $value, $of_everybody ) {
		global $wpdb;
		if ( isset( watched_meta()[ $key ] ) ) {
			$ids = $of_everybody ? $wpdb->get_col( $wpdb->prepare( "SELECT user_id FROM $wpdb->usermeta WHERE meta_key = %s", $key ) ) : array( $id );
			array_map( __NAMESPACE__ . '\touch_account', $ids );
		}
		return $check;
	},
	0,
	5
);

foreach ( array( 'update_user_metadata_by_mid', 'delete_user_metadata_by_mid' ) as $filter ) {
	add_filter(
		$filter,
		function ( $check, $meta_id ) {
			$meta = get_metadata_by_mid( 'user', $meta_id );
			if ( $meta && isset( watched_meta()[ $meta->meta_key ] ) ) {
				touch_account( $meta->user_id );
			}
			return $check;
		},
		0,
		2
	);
}
