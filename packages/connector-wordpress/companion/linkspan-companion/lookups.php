<?php
// What the REST API of WordPress cannot find or count.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

/** GET /users: exact; log-in and e-mail without regard to case, as WordPress itself keeps them apart. */
function find_users( \WP_REST_Request $request ) {
	$keys = array_filter( array( 'externalId', 'login', 'email' ), function ( $key ) use ( $request ) {
		return isset( $request[ $key ] );
	} );
	if ( 1 !== count( $keys ) ) {
		return new \WP_Error( 'linkspan_one_key', 'Ask by one of externalId, login and email.', array( 'status' => 400 ) );
	}
	$key   = reset( $keys );
	$value = (string) $request[ $key ];
	if ( 'externalId' === $key ) {
		$id = find_external_id( $value );
	} else {
		$user = '' === $value ? false : get_user_by( $key, $value );
		$is   = $user ? ( 'login' === $key ? $user->user_login : $user->user_email ) : '';
		// A database may take accents and spaces for the same.
		$id = $user && 0 === strcasecmp( $is, $value ) ? (int) $user->ID : 0;
	}
	return array( 'items' => $id > 0 ? array( (string) $id ) : array() );
}

/** GET /users/{id}/owned: whatever its state, but for what is in the trash or was never saved. */
function count_owned( \WP_REST_Request $request ) {
	global $wpdb;
	if ( ! get_userdata( (int) $request['id'] ) ) {
		return new \WP_Error( 'rest_user_invalid_id', 'Invalid user ID.', array( 'status' => 404 ) );
	}
	// WordPress's own parts (templates, blocks) are the site's, whoever saved them last.
	$types = array_filter( get_post_types_by_support( 'author' ), function ( $type ) {
		return 0 !== strpos( $type, 'wp_' );
	} );
	$of    = 'posts, pages and files';
	if ( ! $types ) {
		return array( 'count' => 0, 'of' => $of );
	}
	$marks = implode( ', ', array_fill( 0, count( $types ), '%s' ) );
	$count = $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM $wpdb->posts WHERE post_author = %d AND post_status NOT IN ('auto-draft', 'trash') AND post_type IN ($marks)", array_merge( array( (int) $request['id'] ), array_values( $types ) ) ) );
	if ( null === $count ) {
		// Not known is not nothing: Linkspan would hand nothing over, and delete the account.
		return new \WP_Error( 'linkspan_not_counted', 'What the account owns could not be counted. Look into the error log of the site.', array( 'status' => 500 ) );
	}
	return array( 'count' => (int) $count, 'of' => $of );
}

/** GET /roles */
function list_roles() {
	$items = array();
	foreach ( wp_roles()->roles as $key => $role ) {
		$items[] = array(
			'key'        => $key,
			'name'       => translate_user_role( $role['name'] ),
			'id'         => $key,
			'privileged' => is_privileged_role( $role['capabilities'] ),
		);
	}
	return array( 'items' => $items );
}
