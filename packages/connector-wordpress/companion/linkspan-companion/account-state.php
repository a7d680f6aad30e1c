<?php
// What of an account counts as a change, under the names that the connector's rules use.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

const COLUMNS = array(
	'user_login'    => 'username',
	'user_email'    => 'email',
	'display_name'  => 'name',
	'user_url'      => 'url',
	'user_nicename' => 'slug',
);

/** By meta key. */
function watched_meta() {
	return array(
		'first_name'  => 'first_name',
		'last_name'   => 'last_name',
		'nickname'    => 'nickname',
		'description' => 'description',
		'locale'      => 'locale',
		EXTERNAL_ID   => EXTERNAL_ID,
		$GLOBALS['wpdb']->get_blog_prefix() . 'capabilities' => 'roles',
		SUSPENDED     => 'active',
	);
}

/**
 * A digest of each field, so that nothing personal is kept beside the account. Null: there is no such account.
 * Digests of what is the same are the same, whatever was saved over it.
 */
function account_state( $id ) {
	$user = get_userdata( $id );
	if ( ! $user ) {
		return null;
	}
	$state = array();
	foreach ( COLUMNS as $column => $field ) {
		$state[ $field ] = digest( $user->$column );
	}
	foreach ( watched_meta() as $key => $field ) {
		$state[ $field ] = digest( get_user_meta( $id, $key, true ) );
	}
	$granted = array_keys( array_filter( (array) $user->caps ) );
	sort( $granted );
	$state['roles'] = digest( $granted );
	return $state;
}

/** Names of fields that differ. */
function changed_fields( array $before, array $after ) {
	$changed = array();
	foreach ( $after as $field => $value ) {
		if ( ! isset( $before[ $field ] ) || $before[ $field ] !== $value ) {
			$changed[] = $field;
		}
	}
	return $changed;
}

function digest( $value ) {
	return substr( md5( is_scalar( $value ) ? (string) $value : (string) wp_json_encode( $value ) ), 0, 12 );
}
