<?php

declare(strict_types=1);

namespace Drupal\linkspan;

use Drupal\jsonapi\ResourceType\ResourceTypeRepositoryInterface;
use Drupal\user\UserInterface;

/**
 * Which fields of an account hold something else than before, by the names that JSON:API gives them.
 */
final class AccountDiff {

  /**
   * What no person has changed: `changed` follows the others, `access` and `login` go by every visit.
   */
  private const NOT_TOLD = ['uid', 'uuid', 'changed', 'access', 'login', 'default_langcode'];

  public function __construct(private readonly ResourceTypeRepositoryInterface $resourceTypes) {}

  /**
   * The fields of a new account that hold something.
   *
   * @return string[]
   *   Their names.
   */
  public function fieldsOf(UserInterface $account): array {
    return $this->names($account, fn (string $name): bool => !$account->get($name)->isEmpty());
  }

  /**
   * The fields in which two states of an account differ, in any of its translations.
   *
   * @return string[]
   *   Their names; none where it was saved as it was.
   */
  public function changedFields(UserInterface $before, UserInterface $after): array {
    $languages = array_keys($before->getTranslationLanguages() + $after->getTranslationLanguages());
    return $this->names($after, function (string $name) use ($before, $after, $languages): bool {
      foreach ($languages as $language) {
        $old = ($before->hasTranslation($language) ? $before->getTranslation($language) : $before->getUntranslated())->get($name);
        $new = ($after->hasTranslation($language) ? $after->getTranslation($language) : $after->getUntranslated())->get($name);
        if (!$new->equals($old)) {
          return TRUE;
        }
      }
      return FALSE;
    });
  }

  /**
   * The public names of the stored fields that pass a test.
   */
  private function names(UserInterface $account, callable $passes): array {
    $type = $this->resourceTypes->get('user', 'user');
    $names = [];
    foreach ($account->getFieldDefinitions() as $name => $definition) {
      if (!$definition->isComputed() && !in_array($name, self::NOT_TOLD, TRUE) && $passes($name)) {
        $names[] = $type->getPublicName($name);
      }
    }
    return $names;
  }

}
