<?php
// What the service account may not do, whatever it asks: WordPress itself lets the only administrator delete himself.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

/** Ids of administrators who can sign in, and put things right: service accounts, whatever their role, are none. */
function active_administrators() {
	$ids = array_map( 'intval', get_users( array( 'role' => 'administrator', 'fields' => 'ID' ) ) );
	return array_values( array_filter( $ids, function ( $id ) {
		return ! is_suspended( $id ) && ! is_service_account( $id );
	} ) );
}

/** Why nobody may suspend, delete or demote an account; null: they may. */
function protection_of( \WP_User $user ) {
	$is_named = defined( 'LINKSPAN_SERVICE_ACCOUNT' ) && is_service_account( $user->ID );
	if ( get_current_user_id() === (int) $user->ID || $is_named ) {
		return 'the service account that Linkspan signs in with';
	}
	if ( in_array( 'administrator', $user->roles, true ) && ! array_diff( active_administrators(), array( (int) $user->ID ) ) ) {
		return 'the last administrator of the site';
	}
	return null;
}

function protection_error( $reason ) {
	return new \WP_Error( 'linkspan_protected', "This account is protected: it is $reason.", array( 'status' => 409 ) );
}

/** Whether a request to /wp/v2/users takes away what the account is protected for. */
function takes_power( \WP_REST_Request $request, \WP_User $user ) {
	if ( 'DELETE' === $request->get_method() ) {
		return true;
	}
	return isset( $request['roles'] ) && array_diff( $user->roles, wp_parse_list( $request['roles'] ) );
}

add_filter(
	'rest_request_before_callbacks',
	function ( $response, $handler, $request ) {
		$id   = written_account( $request );
		$user = $id ? get_userdata( $id ) : false;
		if ( is_wp_error( $response ) || ! $user || ! is_ours() || ! takes_power( $request, $user ) ) {
			return $response;
		}
		$reason = protection_of( $user );
		return null === $reason ? $response : protection_error( $reason );
	},
	10,
	3
);
