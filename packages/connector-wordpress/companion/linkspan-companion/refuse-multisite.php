<?php
// A network of sites is not supported: said where an administrator and where Linkspan would look.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

add_action(
	'rest_api_init',
	function () {
		$answer = function () {
			return new \WP_Error( 'linkspan_multisite', 'The companion does not support multisite. Remove it from mu-plugins; Linkspan works without it.', array( 'status' => 501 ) );
		};
		$route  = array(
			'methods'             => 'GET',
			'callback'            => $answer,
			'permission_callback' => '__return_true',
		);
		rest_get_server()->register_route( 'linkspan/v1', '/linkspan/v1', array( $route ), true );
	}
);

add_action(
	'network_admin_notices',
	function () {
		echo '<div class="notice notice-warning"><p>Linkspan Companion does nothing here: it does not support multisite. Remove it from mu-plugins.</p></div>';
	}
);
