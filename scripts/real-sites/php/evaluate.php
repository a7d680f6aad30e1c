<?php
// Runs the PHP that comes on standard input, as a function's body, with WordPress loaded; its value goes out as JSON.
$site = json_decode( getenv( 'LINKSPAN_SITE' ), true );

$_SERVER['HTTP_HOST']       = $site['host'];
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['REQUEST_URI']     = '/';
if ( $site['installing'] ) {
	define( 'WP_INSTALLING', true );
}
require $site['tree'] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/user.php';

ob_start();
$value = ( function () {
	return eval( stream_get_contents( STDIN ) );
} )();
fwrite( STDERR, ob_get_clean() );
echo "\x1e" . json_encode( $value, JSON_THROW_ON_ERROR );
