<?php
// PHP's web server asks this for every request of a test site: it remembers what was asked, and hands on to Drupal.
file_put_contents(
	getenv( 'LINKSPAN_REQUEST_LOG' ),
	$_SERVER['REQUEST_METHOD'] . ' ' . strtok( $_SERVER['REQUEST_URI'], '?' ) . "\n",
	FILE_APPEND | LOCK_EX
);
return require getcwd() . '/.ht.router.php';
