<?php
// Tells Linkspan that the feed has grown. The newest number says it all, so that one message waits at most.
namespace Linkspan\Companion;

defined( 'ABSPATH' ) || exit;

const RETRY = 'linkspan_companion_retry';

/** Seconds: the first pause, and the longest. */
const PAUSE         = 15;
const LONGEST_PAUSE = HOUR_IN_SECONDS;

/** By constant in wp-config.php, else by option. Never shown. */
function webhook_setting( $constant, $option ) {
	return (string) ( defined( $constant ) ? constant( $constant ) : get_option( $option, '' ) );
}

function webhook_url() {
	return webhook_setting( 'LINKSPAN_WEBHOOK_URL', 'linkspan_webhook_url' );
}

function has_webhook() {
	return '' !== webhook_url() && '' !== webhook_setting( 'LINKSPAN_WEBHOOK_SECRET', 'linkspan_webhook_secret' );
}

/** Whether this request has made the feed grow. */
function &feed_has_grown() {
	static $grown = false;
	return $grown;
}

function enqueue_webhook() {
	$grown = &feed_has_grown();
	$grown = true;
}

/** At the end of the request. While Linkspan cannot be reached, nobody waits for it: the message keeps to the pauses of the one before. */
function send_grown() {
	global $wpdb;
	$grown = &feed_has_grown();
	if ( ! $grown || ! has_webhook() ) {
		return;
	}
	$grown   = false;
	$waiting = $wpdb->get_row( 'SELECT attempts, next_try FROM ' . table( 'outbox' ) . ' ORDER BY attempts DESC LIMIT 1' );
	$wpdb->query( 'DELETE FROM ' . table( 'outbox' ) );
	$wpdb->insert(
		table( 'outbox' ),
		array(
			'delivery' => wp_generate_uuid4(),
			'last'     => feed_ends()['last'],
			'attempts' => $waiting ? (int) $waiting->attempts : 0,
			'next_try' => $waiting ? (int) $waiting->next_try : 0,
		)
	);
	foreach ( array( 'fastcgi_finish_request', 'litespeed_finish_request' ) as $finish ) {
		if ( function_exists( $finish ) ) {
			// The person has the page before we speak to anybody.
			$finish();
		}
	}
	send_waiting( time() );
}

/** Sends what is due at `$now`. How many were taken. */
function send_waiting( $now ) {
	global $wpdb;
	if ( ! has_webhook() ) {
		return 0;
	}
	$sent = 0;
	foreach ( $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM ' . table( 'outbox' ) . ' WHERE next_try <= %d ORDER BY last', $now ) ) as $message ) {
		if ( post_webhook( $message ) ) {
			++$sent;
			$wpdb->query( $wpdb->prepare( 'DELETE FROM ' . table( 'outbox' ) . ' WHERE last <= %d', $message->last ) );
			continue;
		}
		$attempts = (int) $message->attempts + 1;
		$next     = time() + min( LONGEST_PAUSE, PAUSE * pow( 2, min( $attempts - 1, 10 ) ) );
		$wpdb->update( table( 'outbox' ), array( 'attempts' => $attempts, 'next_try' => $next ), array( 'delivery' => $message->delivery ) );
		// With arguments of its own: WordPress drops a second event of the same kind within ten minutes.
		wp_schedule_single_event( $next, RETRY, array( $message->delivery, $attempts ) );
	}
	return $sent;
}

function post_webhook( $message ) {
	$body      = (string) wp_json_encode( array( 'feed' => installation()['feed'], 'last' => (int) $message->last ) );
	$timestamp = (string) time();
	$signature = hash_hmac( 'sha256', "$timestamp.$message->delivery.$body", webhook_setting( 'LINKSPAN_WEBHOOK_SECRET', 'linkspan_webhook_secret' ) );
	// Not wp_safe_remote_post: it refuses private addresses and unusual ports, and an administrator has chosen this one.
	$answer = wp_remote_post(
		webhook_url(),
		array(
			'timeout'     => 3,
			'redirection' => 0,
			'headers'     => array(
				'Content-Type'        => 'application/json',
				'Linkspan-Delivery'   => $message->delivery,
				'Linkspan-Timestamp'  => $timestamp,
				'Linkspan-Signature'  => "v1=$signature",
			),
			'body'        => $body,
		)
	);
	return 2 === (int) floor( (int) wp_remote_retrieve_response_code( $answer ) / 100 );
}

/** POST /flush: for sites whose cron does not run, all that it would do. */
function flush_all() {
	settle_dead();
	forget_old_changes();
	return array( 'sent' => send_waiting( PHP_INT_MAX ) );
}

add_action(
	RETRY,
	function () {
		send_waiting( time() );
	}
);
