<?php
// Runs the PHP that comes on standard input, as a function's body, in a booted kernel; its value goes out as JSON.
use Drupal\Core\DrupalKernel;
use Symfony\Component\HttpFoundation\Request;

$autoloader = require getcwd() . '/autoload.php';
$request = Request::create('http://127.0.0.1/');
$kernel = DrupalKernel::createFromRequest($request, $autoloader, 'prod');
$kernel->boot();
$kernel->preHandle($request);
\Drupal::requestStack()->push($request);

$value = (static fn () => eval(stream_get_contents(STDIN)))();
echo "\x1e" . json_encode($value, JSON_THROW_ON_ERROR);
