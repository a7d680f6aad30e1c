<?php
// One tree of WordPress serves many sites: each tells by its environment who it is.
$site = json_decode( getenv( 'LINKSPAN_SITE' ), true );

foreach ( $site['constants'] as $name => $value ) {
	define( $name, $value );
}
$table_prefix = 'wp_';

if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
