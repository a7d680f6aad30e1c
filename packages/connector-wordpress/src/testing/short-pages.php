<?php
// A must-use plugin of a test site: short pages of the feed for who asks for the longest, so that few changes fill them.
add_filter(
	'rest_request_before_callbacks',
	function ( $response, $handler, $request ) {
		if ( '/linkspan/v1/changes' === $request->get_route() && 500 === (int) $request['limit'] ) {
			$request->set_param( 'limit', 5 );
		}
		return $response;
	},
	10,
	3
);
