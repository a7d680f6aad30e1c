<?php

declare(strict_types=1);

namespace Drupal\linkspan;

use Drupal\Component\Datetime\TimeInterface;
use Drupal\Component\Uuid\UuidInterface;
use Drupal\Core\Database\Connection;

/**
 * The feed of changes, by sequence number.
 *
 * A row gets its number only when the transaction that wrote it has ended, from whoever looks first, one after the other. So a smaller
 * number never appears after a larger one, and writers never wait for each other.
 */
final class Feed {

  public const KEPT_DAYS = 30;

  /**
   * How many rows are given a number in one transaction.
   */
  private const AT_ONCE = 500;

  public function __construct(
    private readonly Connection $database,
    private readonly TimeInterface $time,
    private readonly UuidInterface $uuid,
    private readonly WebhookTarget $target,
  ) {}

  /**
   * Gives numbers to what has none yet. Where there is something new, a hint to be sent is made with it.
   */
  public function number(): void {
    // Inside of somebody's transaction its own rows could still vanish.
    while (!$this->database->inTransaction() && $this->hasUnnumbered()) {
      $this->numberSome();
    }
  }

  /**
   * What the feed is.
   *
   * @return array{id: string, first: int, last: int}
   *   Its id, the first number that is kept, and the last one given.
   */
  public function state(): array {
    $feed = $this->database->select('linkspan_feed', 'f')->fields('f', ['id', 'last'])->execute()->fetchAssoc();
    $first = $this->database->query('SELECT MIN([seq]) FROM {linkspan_change}')->fetchField();
    return ['id' => $feed['id'], 'first' => (int) ($first ?? $feed['last'] + 1), 'last' => (int) $feed['last']];
  }

  /**
   * The page of the feed that follows a number.
   *
   * @param string|null $id
   *   The feed that the number belongs to.
   * @param int|null $since
   *   The number; NULL begins with what is yet to come.
   * @param int $limit
   *   How many rows at most.
   *
   * @return array
   *   What the protocol says.
   */
  public function page(?string $id, ?int $since, int $limit): array {
    $this->number();
    ['id' => $feed, 'first' => $first, 'last' => $last] = $this->state();
    $isReset = ($id !== NULL && $id !== $feed) || ($since !== NULL && ($since < $first - 1 || $since > $last));
    if ($since === NULL || $isReset) {
      return ['feed' => $feed, 'items' => [], 'next' => $last, 'more' => FALSE, 'reset' => $isReset];
    }
    $rows = $this->database->select('linkspan_change', 'c')
      ->fields('c')
      ->condition('seq', $since, '>')
      // What has been numbered meanwhile waits for the next page, so that `next` is never beyond what `last` was.
      ->condition('seq', $last, '<=')
      ->orderBy('seq')
      ->range(0, $limit)
      ->execute()
      ->fetchAll();
    $next = $rows === [] ? $since : (int) end($rows)->seq;
    return ['feed' => $feed, 'items' => array_map($this->item(...), $rows), 'next' => $next, 'more' => $next < $last, 'reset' => FALSE];
  }

  /**
   * Drops what is older than so many days.
   */
  public function prune(int $days): void {
    $this->number();
    $oldest = ($this->time->getCurrentTime() - $days * 86400) * 1000;
    // Up to the first one that is young enough: times may be out of order by a little, numbers are kept without a gap.
    $kept = $this->database->query('SELECT MIN([seq]) FROM {linkspan_change} WHERE [at] >= :oldest', [':oldest' => $oldest])->fetchField();
    $this->database->delete('linkspan_change')->condition('seq', $kept ?? $this->state()['last'] + 1, '<')->execute();
  }

  /**
   * Whether there are rows of ended transactions without a number.
   */
  private function hasUnnumbered(): bool {
    return (bool) $this->database->queryRange('SELECT 1 FROM {linkspan_change} WHERE [seq] IS NULL', 0, 1)->fetchField();
  }

  /**
   * Gives numbers to the next rows.
   */
  private function numberSome(): void {
    $transaction = $this->database->startTransaction();
    try {
      // A write first: it holds the feed's row to the end, so that two never give numbers at once, and what is read below is what the
      // one before has left.
      $this->database->update('linkspan_feed')->expression('last', '[last]')->execute();
      $last = (int) $this->database->query('SELECT [last] FROM {linkspan_feed}')->fetchField();
      $ids = $this->database->queryRange('SELECT [id] FROM {linkspan_change} WHERE [seq] IS NULL ORDER BY [id]', 0, self::AT_ONCE)->fetchCol();
      foreach ($ids as $id) {
        $this->database->update('linkspan_change')->fields(['seq' => ++$last])->condition('id', $id)->execute();
      }
      $hint = $this->target->isComplete() && $ids !== []
        ? ['delivery' => $this->uuid->generate(), 'attempts' => 0, 'due' => $this->time->getCurrentTime()]
        : [];
      $this->database->update('linkspan_feed')->fields(['last' => $last] + $hint)->execute();
    }
    catch (\Throwable $error) {
      $transaction->rollBack();
      throw $error;
    }
  }

  /**
   * A row as the protocol shows it.
   */
  private function item(object $row): array {
    $at = intdiv((int) $row->at, 1000);
    return [
      'seq' => (int) $row->seq,
      'account' => $row->account,
      'kind' => $row->kind,
      'at' => sprintf('%s.%03dZ', gmdate('Y-m-d\TH:i:s', $at), (int) $row->at % 1000),
      'origin' => $row->origin,
      'by' => $row->actor,
    ] + ($row->fields === NULL ? [] : ['fields' => json_decode($row->fields)]);
  }

}
