<?php

declare(strict_types=1);

namespace Drupal\linkspan\Plugin\Validation\Constraint;

use Drupal\Core\StringTranslation\TranslatableMarkup;
use Drupal\Core\Validation\Attribute\Constraint;
use Symfony\Component\Validator\Constraint as SymfonyConstraint;

/**
 * The service account locks nobody out who is needed.
 */
#[Constraint(
  id: 'LinkspanProtected',
  label: new TranslatableMarkup('Protected by Linkspan', [], ['context' => 'Validation']),
)]
class ProtectedConstraint extends SymfonyConstraint {}
