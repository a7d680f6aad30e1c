<?php
// Linkspan's own id of a person, kept at the account.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

add_action(
	'init',
	function () {
		register_meta(
			'user',
			EXTERNAL_ID,
			array(
				'type'              => 'string',
				'single'            => true,
				'default'           => '',
				'sanitize_callback' => __NAMESPACE__ . '\clean_external_id',
				'auth_callback'     => function () {
					return current_user_can( 'edit_users' );
				},
				// Authors are shown to visitors; what this says of them is not.
				'show_in_rest'      => array( 'schema' => array( 'context' => array( 'edit' ), 'maxLength' => 255 ) ),
			)
		);
	}
);

function clean_external_id( $value ) {
	return is_scalar( $value ) ? trim( (string) $value ) : '';
}

/** Exact: the database may compare without case, accents and spaces at the end. 0: nobody has it. */
function find_external_id( $value ) {
	global $wpdb;
	$value = clean_external_id( $value );
	if ( '' === $value ) {
		return 0;
	}
	$rows = $wpdb->get_results( $wpdb->prepare( "SELECT user_id, meta_value FROM $wpdb->usermeta WHERE meta_key = %s AND meta_value = %s ORDER BY user_id", EXTERNAL_ID, $value ) );
	foreach ( $rows as $row ) {
		if ( $row->meta_value === $value ) {
			return (int) $row->user_id;
		}
	}
	return 0;
}

/** Whether somebody but `$id` has it. */
function is_external_id_taken( $value, $id ) {
	$holder = find_external_id( $value );
	return $holder > 0 && $holder !== (int) $id;
}

/** The id of the account that a request to /wp/v2/users writes to; 0: a new one; null: it does not. */
function written_account( \WP_REST_Request $request ) {
	if ( ! preg_match( '#^/wp/v2/users(?:/(\d+|me))?/?$#i', $request->get_route(), $found ) || in_array( $request->get_method(), array( 'GET', 'HEAD', 'OPTIONS' ), true ) ) {
		return null;
	}
	$place = isset( $found[1] ) ? strtolower( $found[1] ) : '';
	if ( '' === $place ) {
		return 0;
	}
	// As WordPress itself takes it: an id in the body or the query wins over that of the path.
	return 'me' === $place ? get_current_user_id() : (int) $request['id'];
}

// Before anything of the request is done: WordPress itself writes meta last, and would leave half an account behind.
add_filter(
	'rest_request_before_callbacks',
	function ( $response, $handler, $request ) {
		$meta = $request['meta'];
		$id   = written_account( $request );
		// Who may not see accounts is not told who has what, but refused by WordPress.
		if ( is_wp_error( $response ) || null === $id || ! isset( $meta[ EXTERNAL_ID ] ) || ! current_user_can( 'list_users' ) ) {
			return $response;
		}
		if ( ! is_external_id_taken( $meta[ EXTERNAL_ID ], $id ) ) {
			return $response;
		}
		return new \WP_Error( 'linkspan_external_id_taken', 'Another account has this external id already.', array( 'status' => 409 ) );
	},
	10,
	3
);

// And whoever else writes it.
foreach ( array( 'add_user_metadata', 'update_user_metadata' ) as $filter ) {
	add_filter(
		$filter,
		function ( $check, $id, $key, $value ) {
			return EXTERNAL_ID === $key && is_external_id_taken( $value, $id ) ? false : $check;
		},
		10,
		4
	);
}
