<?php

declare(strict_types=1);

namespace Drupal\linkspan\Plugin\Validation\Constraint;

use Drupal\Core\StringTranslation\TranslatableMarkup;
use Drupal\Core\Validation\Attribute\Constraint;
use Drupal\Core\Validation\Plugin\Validation\Constraint\UniqueFieldConstraint;

/**
 * An external id belongs to one account, also where two requests give it at once.
 */
#[Constraint(
  id: 'LinkspanExternalId',
  label: new TranslatableMarkup('Linkspan external id', [], ['context' => 'Validation']),
)]
class ExternalIdConstraint extends UniqueFieldConstraint {

  /**
   * {@inheritdoc}
   */
  public function validatedBy(): string {
    return ExternalIdConstraintValidator::class;
  }

}
