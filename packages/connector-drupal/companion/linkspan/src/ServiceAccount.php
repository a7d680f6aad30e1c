<?php

declare(strict_types=1);

namespace Drupal\linkspan;

use Drupal\Core\Config\ConfigFactoryInterface;
use Drupal\Core\Entity\EntityTypeManagerInterface;
use Drupal\Core\Session\AccountInterface;

/**
 * The account that Linkspan signs in with, named in the settings by its user name or uid.
 */
final class ServiceAccount {

  public function __construct(
    private readonly ConfigFactoryInterface $configFactory,
    private readonly AccountInterface $currentUser,
    private readonly EntityTypeManagerInterface $entityTypeManager,
  ) {}

  /**
   * Whether the present request is signed in with its credentials.
   */
  public function isSignedIn(): bool {
    return $this->is($this->currentUser);
  }

  /**
   * Whether an account is the service account.
   */
  public function is(AccountInterface $account): bool {
    $named = $this->named();
    if ($named === '' || $account->isAnonymous()) {
      return FALSE;
    }
    // A user name may consist of digits: then it is taken for a uid.
    return ctype_digit($named)
      ? (int) $account->id() === (int) $named
      : mb_strtolower($account->getAccountName()) === mb_strtolower($named);
  }

  /**
   * Its uid; NULL where none is named, or the one that is named does not exist.
   */
  public function uid(): ?int {
    return $this->find($this->named());
  }

  /**
   * The uid of the account that goes by a user name or uid.
   */
  public function find(string $named): ?int {
    if ($named === '') {
      return NULL;
    }
    $found = $this->entityTypeManager->getStorage('user')->getQuery()
      ->accessCheck(FALSE)
      ->condition('uid', 0, '>')
      ->condition(ctype_digit($named) ? 'uid' : 'name', $named)
      ->execute();
    return $found === [] ? NULL : (int) reset($found);
  }

  /**
   * What the settings say.
   */
  private function named(): string {
    return trim((string) $this->configFactory->get('linkspan.settings')->get('service_account'));
  }

}
