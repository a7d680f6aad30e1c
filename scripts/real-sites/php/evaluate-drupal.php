<?php
// Runs the PHP that comes on standard input, as a function's body, with the Drupal of this folder loaded; its value goes out as JSON.
use Drupal\Core\DrupalKernel;
use Symfony\Component\HttpFoundation\Request;

$autoloader = require getcwd() . '/autoload.php';
$request    = Request::create( getenv( 'LINKSPAN_SITE' ), 'GET' );
$kernel     = DrupalKernel::createFromRequest( $request, $autoloader, 'prod' );
$kernel->boot();
$kernel->preHandle( $request );
$request->attributes->set( '_route', '<none>' );
\Drupal::requestStack()->push( $request );

ob_start();
$value = ( function () {
	return eval( stream_get_contents( STDIN ) );
} )();
fwrite( STDERR, ob_get_clean() );
echo "\x1e" . json_encode( $value, JSON_THROW_ON_ERROR );
