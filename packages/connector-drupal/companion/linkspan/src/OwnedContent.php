<?php

declare(strict_types=1);

namespace Drupal\linkspan;

use Drupal\Core\Entity\ContentEntityTypeInterface;
use Drupal\Core\Entity\EntityTypeManagerInterface;
use Drupal\user\EntityOwnerInterface;
use Drupal\user\UserInterface;

/**
 * Counts what belongs to an account, whoever may see it.
 */
final class OwnedContent {

  public function __construct(private readonly EntityTypeManagerInterface $entityTypeManager) {}

  /**
   * Counts it.
   *
   * @return array{count: int, of: string, uncounted?: string}
   *   How many, of what, and of what it cannot be told.
   */
  public function count(UserInterface $account): array {
    $count = 0;
    $counted = $uncounted = [];
    foreach ($this->entityTypeManager->getDefinitions() as $id => $type) {
      if (!$type instanceof ContentEntityTypeInterface || $id === 'user') {
        continue;
      }
      $label = (string) $type->getPluralLabel();
      if ($type->hasKey('owner')) {
        $query = $this->entityTypeManager->getStorage($id)->getQuery()->accessCheck(FALSE);
        $count += (int) $query->condition($type->getKey('owner'), $account->id())->count()->execute();
        $counted[] = $label;
      }
      // It has an owner, and does not say in which field.
      elseif ($type->entityClassImplements(EntityOwnerInterface::class)) {
        $uncounted[] = $label;
      }
    }
    return ['count' => $count, 'of' => implode(', ', $counted)] + ($uncounted === [] ? [] : ['uncounted' => implode(', ', $uncounted)]);
  }

}
