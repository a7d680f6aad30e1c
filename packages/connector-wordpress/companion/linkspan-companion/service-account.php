<?php
// Whose requests are Linkspan's own.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

const SERVICE_OPTION = 'linkspan_service_accounts';

/**
 * By name where wp-config.php says `LINKSPAN_SERVICE_ACCOUNT`; else whoever has asked the companion with an application password, which
 * takes the right to administer people.
 */
function is_service_account( $id ) {
	if ( defined( 'LINKSPAN_SERVICE_ACCOUNT' ) ) {
		$named = get_user_by( 'login', LINKSPAN_SERVICE_ACCOUNT );
		return $named && (int) $named->ID === (int) $id;
	}
	return in_array( (int) $id, (array) get_option( SERVICE_OPTION, array() ), true );
}

/** Called by every route of the companion, once the caller has proved the right to administer people. */
function remember_service_account() {
	$id = get_current_user_id();
	if ( defined( 'LINKSPAN_SERVICE_ACCOUNT' ) || null === rest_get_authenticated_app_password() || is_service_account( $id ) ) {
		return;
	}
	update_option( SERVICE_OPTION, array_merge( (array) get_option( SERVICE_OPTION, array() ), array( $id ) ), true );
}

/** Whether this request was signed in with an application password of the service account: a session in a browser is a person's. */
function is_ours() {
	return null !== rest_get_authenticated_app_password() && is_service_account( get_current_user_id() );
}

/** The log-in of who does it; '': nobody is signed in. */
function actor() {
	$user = wp_get_current_user();
	return $user->exists() ? $user->user_login : '';
}
