<?php

declare(strict_types=1);

namespace Drupal\linkspan;

use Drupal\Core\Database\Connection;
use Drupal\Core\Entity\EntityTypeManagerInterface;
use Drupal\user\UserInterface;

/**
 * Finds the one account that has a value.
 */
final class AccountLookup {

  /**
   * The fields that can be asked for, by their names in the protocol.
   */
  public const FIELDS = ['externalId' => 'linkspan_external_id', 'login' => 'name', 'email' => 'mail'];

  public function __construct(
    private readonly EntityTypeManagerInterface $entityTypeManager,
    private readonly Connection $database,
  ) {}

  /**
   * Finds it, blocked or not.
   *
   * User names and e-mail addresses are compared without case, as Drupal does when it says that one is taken; an external id and a UUID
   * are not.
   */
  public function find(string $field, string $value): ?UserInterface {
    $storage = $this->entityTypeManager->getStorage('user');
    $query = $storage->getQuery()->accessCheck(FALSE)->condition('uid', 0, '>')->sort('uid');
    $ignoresCase = in_array($field, ['name', 'mail'], TRUE);
    if ($ignoresCase) {
      // Whether `=` heeds the case differs between databases. This never does.
      $query->condition($field, $this->database->escapeLike($value), 'LIKE');
    }
    else {
      $query->condition($field, $value);
    }
    $found = $storage->loadMultiple($query->execute());
    foreach ($found as $account) {
      if ($account->get($field)->value === $value) {
        return $account;
      }
    }
    // MariaDB takes `á` for `a` as well, which is somebody else.
    $isSame = fn (UserInterface $account): bool => mb_strtolower($account->get($field)->value ?? '') === mb_strtolower($value);
    $alike = $ignoresCase ? array_filter($found, $isSame) : [];
    // Two that differ in case only are older than the rule; which of them is meant nobody knows.
    return count($alike) === 1 ? reset($alike) : NULL;
  }

}
