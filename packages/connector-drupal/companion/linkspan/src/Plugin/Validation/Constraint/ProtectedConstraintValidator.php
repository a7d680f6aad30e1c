<?php

declare(strict_types=1);

namespace Drupal\linkspan\Plugin\Validation\Constraint;

use Drupal\Core\DependencyInjection\ContainerInjectionInterface;
use Drupal\linkspan\Protection;
use Symfony\Component\DependencyInjection\ContainerInterface;
use Symfony\Component\Validator\Constraint;
use Symfony\Component\Validator\ConstraintValidator;

/**
 * Asks the protection about the fields `status` and `roles`.
 */
class ProtectedConstraintValidator extends ConstraintValidator implements ContainerInjectionInterface {

  public function __construct(private readonly Protection $protection) {}

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container): self {
    return new self($container->get('linkspan.protection'));
  }

  /**
   * {@inheritdoc}
   */
  public function validate(mixed $items, Constraint $constraint): void {
    $refusal = $this->protection->refusal($items->getEntity(), $items->getName());
    if ($refusal !== NULL) {
      $this->context->addViolation($refusal);
    }
  }

}
