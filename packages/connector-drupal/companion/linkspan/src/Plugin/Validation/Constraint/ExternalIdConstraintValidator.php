<?php

declare(strict_types=1);

namespace Drupal\linkspan\Plugin\Validation\Constraint;

use Drupal\Core\Validation\Plugin\Validation\Constraint\UniqueFieldValueValidator;
use Symfony\Component\Validator\Constraint;

/**
 * Looks for the external id among all accounts, one request at a time.
 */
class ExternalIdConstraintValidator extends UniqueFieldValueValidator {

  /**
   * {@inheritdoc}
   */
  public function validate($items, Constraint $constraint): void {
    $value = (string) $items->value;
    if ($value === '') {
      return;
    }
    // Held to the end of the request, which saves the account: core's own check sees only what has been saved. The service is taken from
    // the container here, since what the parent's constructor wants differs between versions of Drupal.
    $lock = \Drupal::lock();
    $name = 'linkspan_external_id:' . hash('xxh128', $value);
    while (!$lock->acquire($name)) {
      $lock->wait($name);
    }
    parent::validate($items, $constraint);
  }

}
