<?php
/**
 * Plugin Name: Linkspan Companion
 * Description: Tells Linkspan what has changed in the accounts of this site, suspends accounts for good, and protects the last administrator.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.2
 * License: MIT
 *
 * Copy this file and the folder of the same name into wp-content/mu-plugins. See its README.md.
 */

namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';

/** The user meta that the REST API shows; the fields of the protocol. */
const EXTERNAL_ID = 'linkspan_external_id';
const SUSPENDED   = 'linkspan_suspended';

if ( is_multisite() ) {
	// Accounts are the network's there, roles each site's: a feed of one site would be wrong about both.
	require_once __DIR__ . '/linkspan-companion/refuse-multisite.php';
	return;
}

foreach ( array( 'schema', 'service-account', 'account-state', 'pending', 'feed', 'watch', 'external-id', 'suspension', 'protection', 'least-privilege', 'lookups', 'webhook', 'routes' ) as $part ) {
	require_once __DIR__ . "/linkspan-companion/$part.php";
}
