<?php
// A must-use plugin of a test site: remembers what was asked of the REST API.
add_filter(
	'rest_pre_dispatch',
	function ( $result, $server, $request ) {
		$line = $request->get_method() . ' ' . $request->get_route() . "\n";
		file_put_contents( WPMU_PLUGIN_DIR . '/requests.log', $line, FILE_APPEND | LOCK_EX );
		return $result;
	},
	10,
	3
);
