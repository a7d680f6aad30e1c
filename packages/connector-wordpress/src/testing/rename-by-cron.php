<?php
// A must-use plugin of a test site: another plugin that changes an account when cron runs.
add_action(
	'linkspan_test_rename',
	function ( $id ) {
		wp_update_user(
			array(
				'ID'           => $id,
				'display_name' => 'Renamed by cron',
			)
		);
	}
);
