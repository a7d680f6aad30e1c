<?php
// A service account with a role of its own makes nobody mightier than itself, nor takes over who is: WordPress lets whoever may edit users
// make administrators, and set the password of those who are there.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

/** Who holds one of these can change other accounts, the rules by which accounts are made, or the code that keeps to them. */
const POWERS = array(
	'edit_users',
	'promote_users',
	'create_users',
	'delete_users',
	'manage_options',
	'install_plugins',
	'activate_plugins',
	'edit_plugins',
	'update_plugins',
	'install_themes',
	'edit_themes',
	'update_themes',
	'edit_files',
	'unfiltered_upload',
	'update_core',
);

function is_privileged_role( array $capabilities ) {
	return (bool) array_intersect( POWERS, array_keys( array_filter( $capabilities ) ) );
}

/** Whether an account may do more than the service account that asks. */
function is_out_of_reach( \WP_User $user ) {
	$is_self = get_current_user_id() === (int) $user->ID;
	return ! $is_self && is_ours() && ! current_user_can( 'manage_options' ) && is_privileged_role( $user->allcaps );
}

add_filter(
	'editable_roles',
	function ( $roles ) {
		if ( ! is_ours() || current_user_can( 'manage_options' ) ) {
			return $roles;
		}
		return array_filter( $roles, function ( $role ) {
			return ! is_privileged_role( $role['capabilities'] );
		} );
	}
);

/** Whether a request is answered that only reads: to show an administrator, WordPress 6.1 asks for the right to edit him. */
function &only_reads() {
	static $reads = false;
	return $reads;
}

foreach ( array( 'rest_request_before_callbacks' => true, 'rest_request_after_callbacks' => false ) as $filter => $begins ) {
	add_filter(
		$filter,
		function ( $response, $handler, $request ) use ( $begins ) {
			$reads = &only_reads();
			$reads = $begins && in_array( $request->get_method(), array( 'GET', 'HEAD' ), true );
			return $response;
		},
		0,
		3
	);
}

// Application passwords go by `edit_user`, too.
add_filter(
	'map_meta_cap',
	function ( $caps, $cap, $actor, $args ) {
		if ( ! isset( $args[0] ) || ! in_array( $cap, array( 'edit_user', 'delete_user', 'promote_user' ), true ) ) {
			return $caps;
		}
		$user = get_userdata( (int) $args[0] );
		if ( only_reads() || ! $user || get_current_user_id() !== (int) $actor || ! is_out_of_reach( $user ) ) {
			return $caps;
		}
		return array( 'do_not_allow' );
	},
	10,
	4
);

// WordPress would say that a capability is missing, which it is not. After what is refused to every service account.
add_filter(
	'rest_request_before_callbacks',
	function ( $response, $handler, $request ) {
		$id   = written_account( $request );
		$user = $id ? get_userdata( $id ) : false;
		if ( is_wp_error( $response ) || ! $user || ! is_out_of_reach( $user ) ) {
			return $response;
		}
		$reason = 'This account may do more than a service account without the capability manage_options. Change it by hand, or make the service account an administrator.';
		return new \WP_Error( 'linkspan_out_of_reach', $reason, array( 'status' => 403 ) );
	},
	11,
	3
);
