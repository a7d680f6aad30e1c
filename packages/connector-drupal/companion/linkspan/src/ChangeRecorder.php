<?php

declare(strict_types=1);

namespace Drupal\linkspan;

use Drupal\Component\Datetime\TimeInterface;
use Drupal\Core\Database\Connection;
use Drupal\Core\Entity\EntityTypeManagerInterface;
use Drupal\Core\Session\AccountInterface;
use Drupal\user\UserStorageInterface;

/**
 * Writes down what happens to accounts, in the transaction in which it happens.
 */
final class ChangeRecorder {

  /**
   * Whether this request, or this run of the command line, has written something down.
   */
  private bool $hasRecorded = FALSE;

  public function __construct(
    private readonly Connection $database,
    private readonly AccountInterface $currentUser,
    private readonly ServiceAccount $serviceAccount,
    private readonly TimeInterface $time,
    private readonly EntityTypeManagerInterface $entityTypeManager,
  ) {}

  /**
   * Writes a row for each account.
   *
   * @param string[] $accounts
   *   Their UUIDs.
   * @param string $kind
   *   Either 'changed' or 'deleted'.
   * @param string[] $fields
   *   The names of the fields that changed.
   */
  public function record(array $accounts, string $kind, array $fields = []): void {
    if ($accounts === []) {
      return;
    }
    $row = [
      'kind' => $kind,
      'at' => (int) round($this->time->getCurrentMicroTime() * 1000),
      'origin' => $this->serviceAccount->isSignedIn() ? 'ours' : 'theirs',
      'actor' => $this->currentUser->isAuthenticated() ? $this->currentUser->getAccountName() : NULL,
      'fields' => $fields === [] ? NULL : json_encode($fields, JSON_THROW_ON_ERROR),
    ];
    $insert = $this->database->insert('linkspan_change')->fields(['account', ...array_keys($row)]);
    foreach ($accounts as $account) {
      $insert->values(['account' => $account] + $row);
    }
    $insert->execute();
    $this->announceAtTheEnd();
  }

  /**
   * Takes a role that is about to be deleted from its members, and writes that down.
   *
   * Core would take it from them a moment later, and tell nobody. It is done here, so that both are in one transaction.
   */
  public function recordLossOfRole(string $role): void {
    $transaction = $this->database->startTransaction();
    try {
      $query = $this->database->select('users', 'u')->fields('u', ['uuid'])->distinct();
      $query->innerJoin('user__roles', 'r', '[r].[entity_id] = [u].[uid]');
      $members = $query->condition('r.roles_target_id', $role)->execute()->fetchCol();
      $storage = $this->entityTypeManager->getStorage('user');
      assert($storage instanceof UserStorageInterface);
      $storage->deleteRoleReferences([$role]);
      $this->record($members, 'changed', ['roles']);
    }
    catch (\Throwable $error) {
      $transaction->rollBack();
      throw $error;
    }
  }

  /**
   * Whether something was written down.
   */
  public function hasRecorded(): bool {
    return $this->hasRecorded;
  }

  /**
   * Sees to it that the feed's growth is told also where no response is sent.
   */
  private function announceAtTheEnd(): void {
    if (!$this->hasRecorded && PHP_SAPI === 'cli') {
      drupal_register_shutdown_function(static fn () => \Drupal::service('linkspan.announcer')->announce());
    }
    $this->hasRecorded = TRUE;
  }

}
