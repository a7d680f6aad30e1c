<?php

declare(strict_types=1);

namespace Drupal\linkspan\EventSubscriber;

use Drupal\linkspan\ChangeRecorder;
use Drupal\linkspan\Feed;
use Drupal\linkspan\Webhook;
use Psr\Log\LoggerInterface;
use Symfony\Component\EventDispatcher\EventSubscriberInterface;
use Symfony\Component\HttpKernel\KernelEvents;

/**
 * Tells that the feed has grown, after the response: nobody waits for it.
 */
final class Announcer implements EventSubscriberInterface {

  public function __construct(
    private readonly ChangeRecorder $recorder,
    private readonly Feed $feed,
    private readonly Webhook $webhook,
    private readonly LoggerInterface $logger,
  ) {}

  /**
   * After a response.
   */
  public function onTerminate(): void {
    if ($this->recorder->hasRecorded()) {
      $this->announce();
    }
  }

  /**
   * Numbers what has been written, and sends the hint where it is time.
   */
  public function announce(): void {
    try {
      $this->feed->number();
      $this->webhook->send();
    }
    catch (\Exception $error) {
      // Nothing is lost by it: the rows are written, and cron or whoever reads the feed comes by here again.
      $this->logger->warning('The growth of the feed could not be told: @message. It is tried again by cron.', ['@message' => $error->getMessage()]);
    }
  }

  /**
   * {@inheritdoc}
   */
  public static function getSubscribedEvents(): array {
    return [KernelEvents::TERMINATE => 'onTerminate'];
  }

}
