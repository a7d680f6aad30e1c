<?php
// Switches the companion on in a site that is as DRUPAL_ROOT's README says, and lets the service account use it.
use Drupal\Core\DrupalKernel;
use Drupal\user\Entity\Role;
use Symfony\Component\HttpFoundation\Request;

$autoloader = require getcwd() . '/autoload.php';
$request = Request::create('http://127.0.0.1/');
$kernel = DrupalKernel::createFromRequest($request, $autoloader, 'prod');
$kernel->boot();
$kernel->preHandle($request);
\Drupal::requestStack()->push($request);

\Drupal::service('module_installer')->install(['linkspan', 'linkspan_test']);
Role::load('linkspan')->grantPermission('use linkspan companion')->save();
\Drupal::configFactory()->getEditable('linkspan.settings')->set('service_account', 'linkspan')->save();
\Drupal::service('router.builder')->rebuild();
