<?php
// The addresses of the protocol, below linkspan/v1.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

/** Everybody else gets 401 or 403, never an empty list. */
function may_administer() {
	if ( ! current_user_can( 'list_users' ) || ! current_user_can( 'edit_users' ) ) {
		return new \WP_Error( 'linkspan_forbidden', 'The companion answers who may list and edit users.', array( 'status' => rest_authorization_required_code() ) );
	}
	remember_service_account();
	return true;
}

/** GET / */
function describe_companion() {
	return array(
		'companion' => 1,
		'version'   => VERSION,
		'site'      => installation()['site'],
		'features'  => array( 'external-id', 'suspend', 'lookup', 'feed', 'webhook', 'roles', 'owned', 'protect' ),
		'feed'      => feed_ends(),
		'webhook'   => has_webhook(),
	);
}

function route( $method, $callback, array $args = array() ) {
	return array(
		'methods'             => $method,
		'callback'            => __NAMESPACE__ . '\\' . $callback,
		'permission_callback' => __NAMESPACE__ . '\may_administer',
		'args'                => $args,
	);
}

add_action(
	'rest_api_init',
	function () {
		$text    = array( 'type' => 'string' );
		$changes = array(
			'feed'  => $text,
			'since' => array( 'type' => 'integer', 'minimum' => 0 ),
			'limit' => array( 'type' => 'integer', 'minimum' => 1, 'maximum' => 500, 'default' => 200 ),
		);
		register_rest_route( 'linkspan/v1', '/changes', route( 'GET', 'read_changes', $changes ) );
		register_rest_route( 'linkspan/v1', '/users', route( 'GET', 'find_users', array( 'externalId' => $text, 'login' => $text, 'email' => $text ) ) );
		register_rest_route( 'linkspan/v1', '/users/(?P<id>\d+)/owned', route( 'GET', 'count_owned' ) );
		register_rest_route( 'linkspan/v1', '/users/(?P<id>\d+)/suspended', route( 'PUT', 'put_suspended', array( 'suspended' => array( 'type' => 'boolean', 'required' => true ) ) ) );
		register_rest_route( 'linkspan/v1', '/roles', route( 'GET', 'list_roles' ) );
		register_rest_route( 'linkspan/v1', '/flush', route( 'POST', 'flush_all' ) );
		// Else WordPress answers there itself, and lists the routes to everybody.
		rest_get_server()->register_route( 'linkspan/v1', '/linkspan/v1', array( route( 'GET', 'describe_companion' ) ), true );
	}
);
