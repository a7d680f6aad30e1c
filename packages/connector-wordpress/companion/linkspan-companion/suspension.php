<?php
// Suspended: cannot sign in by any way, and keeps its roles.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

function is_suspended( $id ) {
	return (bool) get_user_meta( $id, SUSPENDED, true );
}

function suspension_error() {
	return new \WP_Error( 'linkspan_suspended', __( '<strong>Error:</strong> This account is suspended.' ) );
}

add_action(
	'init',
	function () {
		register_meta(
			'user',
			SUSPENDED,
			array(
				'type'          => 'boolean',
				'single'        => true,
				'default'       => false,
				// Read only here: PUT users/{id}/suspended looks first whether it may be done.
				'auth_callback' => '__return_false',
				'show_in_rest'  => array( 'schema' => array( 'context' => array( 'edit' ) ) ),
			)
		);
	}
);

// The page, by log-in and by e-mail, XML-RPC, and every plugin that signs people in by `wp_authenticate`. Last, when the password was found
// to be right: nobody else learns that the account is suspended.
add_filter(
	'authenticate',
	function ( $user ) {
		return $user instanceof \WP_User && is_suspended( $user->ID ) ? suspension_error() : $user;
	},
	PHP_INT_MAX
);

// The REST API does not go that way.
add_action(
	'wp_authenticate_application_password_errors',
	function ( \WP_Error $error, \WP_User $user ) {
		if ( is_suspended( $user->ID ) ) {
			$error->add( 'linkspan_suspended', suspension_error()->get_error_message(), array( 'status' => 401 ) );
		}
	},
	10,
	2
);

// Whatever says who it is (a session, a token of a plugin), a suspended account is a visitor.
add_filter(
	'determine_current_user',
	function ( $id ) {
		return $id && is_suspended( $id ) ? 0 : $id;
	},
	PHP_INT_MAX
);

// The pages of wp-admin look at the cookie themselves.
add_action(
	'auth_redirect',
	function ( $id ) {
		if ( is_suspended( $id ) ) {
			wp_clear_auth_cookie();
			wp_safe_redirect( wp_login_url() );
			exit;
		}
	}
);

// No new key is sent; one that was sent before is forgotten when the account is suspended, and is not taken either.
add_filter(
	'allow_password_reset',
	function ( $allowed, $id ) {
		return is_suspended( $id ) ? false : $allowed;
	},
	PHP_INT_MAX,
	2
);

add_action(
	'validate_password_reset',
	function ( \WP_Error $errors, $user ) {
		if ( $user instanceof \WP_User && is_suspended( $user->ID ) ) {
			$errors->add( 'linkspan_suspended', suspension_error()->get_error_message() );
		}
	},
	10,
	2
);

/** Ends what is open: sessions, and the key of a password reset that is out. */
function lock_out( $id ) {
	global $wpdb;
	\WP_Session_Tokens::get_instance( $id )->destroy_all();
	$wpdb->update( $wpdb->users, array( 'user_activation_key' => '' ), array( 'ID' => $id ) );
	clean_user_cache( $id );
}

// Whoever sets the mark: wp-cli and other plugins may, too.
foreach ( array( 'added_user_meta', 'updated_user_meta' ) as $hook ) {
	add_action(
		$hook,
		function ( $meta_id, $id, $key, $value ) {
			if ( SUSPENDED === $key && $value ) {
				lock_out( $id );
			}
		},
		10,
		4
	);
}

/** PUT /users/{id}/suspended */
function put_suspended( \WP_REST_Request $request ) {
	$id   = (int) $request['id'];
	$user = get_userdata( $id );
	if ( ! $user ) {
		return new \WP_Error( 'rest_user_invalid_id', 'Invalid user ID.', array( 'status' => 404 ) );
	}
	// To keep somebody out makes nobody mightier: whoever leaves, leaves.
	$may = is_out_of_reach( $user ) ? current_user_can( 'edit_users' ) : current_user_can( 'edit_user', $id );
	if ( ! $may ) {
		return new \WP_Error( 'rest_cannot_edit', 'Sorry, you are not allowed to edit this user.', array( 'status' => 403 ) );
	}
	if ( ! $request['suspended'] ) {
		delete_user_meta( $id, SUSPENDED );
		return array( 'suspended' => false );
	}
	$reason = protection_of( $user );
	if ( null !== $reason ) {
		return protection_error( $reason );
	}
	update_user_meta( $id, SUSPENDED, '1' );
	// Two that are suspended at once must not each be taken for not the last.
	if ( in_array( 'administrator', $user->roles, true ) && ! active_administrators() ) {
		delete_user_meta( $id, SUSPENDED );
		return protection_error( 'the last administrator of the site' );
	}
	return array( 'suspended' => is_suspended( $id ) );
}

// An administrator who wonders why somebody cannot sign in looks here.
add_filter(
	'user_row_actions',
	function ( $actions, $user ) {
		return is_suspended( $user->ID ) ? array( 'linkspan' => '<strong>Suspended by Linkspan</strong>' ) + $actions : $actions;
	},
	10,
	2
);
