<?php

declare(strict_types=1);

namespace Drupal\linkspan;

use Drupal\Core\Entity\EntityTypeManagerInterface;
use Drupal\Core\Lock\LockBackendInterface;
use Drupal\user\Entity\Role;
use Drupal\user\RoleInterface;
use Drupal\user\UserInterface;

/**
 * Keeps the service account from locking everybody out. What people do themselves is theirs.
 */
final class Protection {

  private const LOCK = 'linkspan_administrators';

  private const POWERS = [
    'administer users',
    'administer permissions',
    'administer account settings',
    'administer modules',
    'administer software updates',
    'administer site configuration',
    'import configuration',
    'synchronize configuration',
    'administer linkspan',
  ];

  public function __construct(
    private readonly ServiceAccount $serviceAccount,
    private readonly EntityTypeManagerInterface $entityTypeManager,
    private readonly LockBackendInterface $lock,
    private readonly bool $hasSuperUser,
  ) {}

  /**
   * Whether a role lets its members change other accounts, or the site itself: its code, its configuration, who the service account is.
   *
   * Nobody is given such a role without consent. It does not make an administrator who could stay when another leaves.
   */
  public static function isPrivileged(RoleInterface $role): bool {
    return $role->isAdmin() || array_filter(self::POWERS, $role->hasPermission(...)) !== [];
  }

  /**
   * Whether a role makes its members administrators, or lets them make themselves such.
   */
  private static function makesAdministrators(RoleInterface $role): bool {
    return $role->isAdmin() || $role->hasPermission('administer users') || $role->hasPermission('administer permissions');
  }

  /**
   * Why an account may not lose what it is about to lose.
   *
   * @param \Drupal\user\UserInterface $account
   *   The account as it is to be saved.
   * @param string $loss
   *   Either 'status', 'roles' or 'delete'.
   *
   * @return string|null
   *   For people; NULL where nothing is in the way.
   */
  public function refusal(UserInterface $account, string $loss): ?string {
    if ($account->isNew() || !$this->serviceAccount->isSignedIn()) {
      return NULL;
    }
    $before = $this->entityTypeManager->getStorage('user')->loadUnchanged($account->id());
    if (!$before instanceof UserInterface || !$this->loses($before, $account, $loss)) {
      return NULL;
    }
    $what = match ($loss) {
      'status' => 'blocked',
      'roles' => 'stripped of a role',
      default => 'deleted or cancelled',
    };
    if ((int) $account->id() === 1) {
      return "The site's first account (uid 1) is not $what by the service account. Do it yourself, signed in as an administrator.";
    }
    if ($this->serviceAccount->is($before)) {
      return "The service account is not $what by itself. Do it yourself, signed in as an administrator.";
    }
    $keepsRights = $loss === 'roles' && $this->isAdministrator($account);
    if ($keepsRights || !$before->isActive() || !$this->isAdministrator($before) || $this->isAnotherLeft($before)) {
      return NULL;
    }
    return "The last administrator is not $what by the service account. Make somebody else an administrator first.";
  }

  /**
   * Whether what is asked takes something away.
   */
  private function loses(UserInterface $before, UserInterface $after, string $loss): bool {
    return match ($loss) {
      'status' => $before->isActive() && !$after->isActive(),
      'roles' => array_diff($before->getRoles(TRUE), $after->getRoles(TRUE)) !== [],
      default => TRUE,
    };
  }

  /**
   * Whether somebody else can administer users.
   */
  private function isAnotherLeft(UserInterface $account): bool {
    // Held to the end of the request: of two requests that each take one of the last two, the later one sees what the earlier has done.
    while (!$this->lock->acquire(self::LOCK)) {
      $this->lock->wait(self::LOCK);
    }
    $query = $this->entityTypeManager->getStorage('user')->getQuery()->accessCheck(FALSE);
    $isAdministrator = $query->orConditionGroup()->condition('roles', array_keys($this->administratorRoles()), 'IN');
    if ($this->hasSuperUser) {
      $isAdministrator->condition('uid', 1);
    }
    $others = $query
      ->condition('status', 1)
      ->condition('uid', [(int) $account->id(), (int) $this->serviceAccount->uid()], 'NOT IN')
      ->condition($isAdministrator)
      ->range(0, 1)
      ->execute();
    return $others !== [];
  }

  /**
   * Whether an account has a role that makes it an administrator.
   */
  private function isAdministrator(UserInterface $account): bool {
    return array_intersect($account->getRoles(TRUE), array_keys($this->administratorRoles())) !== [];
  }

  /**
   * The roles that make administrators.
   *
   * @return \Drupal\user\RoleInterface[]
   *   By their machine names.
   */
  private function administratorRoles(): array {
    return array_filter(Role::loadMultiple(), self::makesAdministrators(...));
  }

}
