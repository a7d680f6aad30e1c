<?php
// Run before every request of a test site: remembers what was asked of it.
file_put_contents(
	getenv( 'LINKSPAN_REQUEST_LOG' ),
	$_SERVER['REQUEST_METHOD'] . ' ' . strtok( $_SERVER['REQUEST_URI'], '?' ) . "\n",
	FILE_APPEND | LOCK_EX
);
