<?php

declare(strict_types=1);

namespace Drupal\linkspan\EventSubscriber;

use Symfony\Component\EventDispatcher\EventSubscriberInterface;
use Symfony\Component\HttpKernel\Event\RequestEvent;
use Symfony\Component\HttpKernel\KernelEvents;

/**
 * Errors of the protocol's addresses are JSON, too, whatever was asked for.
 */
final class JsonOnly implements EventSubscriberInterface {

  /**
   * Before anything that may fail.
   */
  public function onRequest(RequestEvent $event): void {
    $request = $event->getRequest();
    if (preg_match('~/linkspan/v1(/|$)~', $request->getPathInfo())) {
      $request->setRequestFormat('json');
    }
  }

  /**
   * {@inheritdoc}
   */
  public static function getSubscribedEvents(): array {
    return [KernelEvents::REQUEST => ['onRequest', 400]];
  }

}
