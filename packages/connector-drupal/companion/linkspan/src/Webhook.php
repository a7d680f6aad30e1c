<?php

declare(strict_types=1);

namespace Drupal\linkspan;

use Drupal\Component\Datetime\TimeInterface;
use Drupal\Core\Database\Connection;
use GuzzleHttp\ClientInterface;
use GuzzleHttp\Exception\GuzzleException;

/**
 * Sends the hint that the feed has grown, until it is answered.
 *
 * One hint waits at most: a newer one says all that an older one would.
 */
final class Webhook {

  private const FIRST_PAUSE = 60;
  private const LONGEST_PAUSE = 6 * 3600;

  public function __construct(
    private readonly Connection $database,
    private readonly TimeInterface $time,
    private readonly ClientInterface $client,
    private readonly WebhookTarget $target,
  ) {}

  /**
   * Sends what waits.
   *
   * @param bool $isUrgent
   *   Whether the pause after a failure is cut short.
   *
   * @return int
   *   How many were taken by the other side: 1 or 0.
   */
  public function send(bool $isUrgent = FALSE): int {
    if (!$this->target->isComplete()) {
      return 0;
    }
    $hint = $this->database->query('SELECT [id], [last], [delivery], [attempts], [due] FROM {linkspan_feed} WHERE [delivery] IS NOT NULL')->fetchObject();
    if (!$hint || (!$isUrgent && $hint->due > $this->time->getCurrentTime()) || !$this->claim($hint)) {
      return 0;
    }
    if (!$this->post($hint->delivery, json_encode(['feed' => $hint->id, 'last' => (int) $hint->last], JSON_THROW_ON_ERROR))) {
      return 0;
    }
    $this->database->update('linkspan_feed')->fields(['delivery' => NULL])->condition('delivery', $hint->delivery)->execute();
    return 1;
  }

  /**
   * Puts the next attempt off before this one is made: of two at once only one goes on, and a crash loses nothing.
   */
  private function claim(object $hint): bool {
    $pause = min(self::LONGEST_PAUSE, self::FIRST_PAUSE * 2 ** min((int) $hint->attempts, 20));
    return (bool) $this->database->update('linkspan_feed')
      ->fields(['attempts' => $hint->attempts + 1, 'due' => $this->time->getCurrentTime() + $pause])
      ->condition('delivery', $hint->delivery)
      ->condition('attempts', $hint->attempts)
      ->execute();
  }

  /**
   * Posts the signed hint, and says whether it was taken.
   */
  private function post(string $delivery, string $body): bool {
    $timestamp = $this->time->getCurrentTime();
    $signature = hash_hmac('sha256', "$timestamp.$delivery.$body", $this->target->secret());
    try {
      $response = $this->client->request('POST', $this->target->url(), [
        'headers' => [
          'Content-Type' => 'application/json',
          'Linkspan-Delivery' => $delivery,
          'Linkspan-Timestamp' => (string) $timestamp,
          'Linkspan-Signature' => "v1=$signature",
        ],
        'body' => $body,
        'connect_timeout' => 3,
        'timeout' => 10,
        'http_errors' => FALSE,
        'allow_redirects' => FALSE,
      ]);
    }
    catch (GuzzleException) {
      return FALSE;
    }
    return intdiv($response->getStatusCode(), 100) === 2;
  }

}
