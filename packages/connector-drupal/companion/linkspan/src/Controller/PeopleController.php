<?php

declare(strict_types=1);

namespace Drupal\linkspan\Controller;

use Drupal\Core\Controller\ControllerBase;
use Drupal\linkspan\AccountLookup;
use Drupal\linkspan\OwnedContent;
use Drupal\linkspan\Protection;
use Drupal\user\Entity\Role;
use Drupal\user\RoleInterface;
use Drupal\user\UserInterface;
use Symfony\Component\DependencyInjection\ContainerInterface;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpKernel\Exception\BadRequestHttpException;
use Symfony\Component\HttpKernel\Exception\ConflictHttpException;
use Symfony\Component\HttpKernel\Exception\NotFoundHttpException;

/**
 * Accounts and roles. An account's id is its UUID, as in JSON:API.
 */
final class PeopleController extends ControllerBase {

  public function __construct(
    private readonly AccountLookup $lookup,
    private readonly OwnedContent $ownedContent,
    private readonly Protection $protection,
  ) {}

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container): self {
    return new self(
      $container->get('linkspan.account_lookup'),
      $container->get('linkspan.owned_content'),
      $container->get('linkspan.protection'),
    );
  }

  /**
   * GET /users: the account that has an external id, a log-in or an e-mail address.
   */
  public function find(Request $request): JsonResponse {
    $asked = array_intersect_key(AccountLookup::FIELDS, $request->query->all());
    if (count($asked) !== 1) {
      throw new BadRequestHttpException('It is not clear what to look for. Give one of externalId, login and email.');
    }
    $found = $this->lookup->find((string) reset($asked), $request->query->getString((string) key($asked)));
    return new JsonResponse(['items' => $found === NULL ? [] : [$found->uuid()]]);
  }

  /**
   * GET /users/{uuid}/owned: how much belongs to an account.
   */
  public function owned(string $uuid): JsonResponse {
    return new JsonResponse($this->ownedContent->count($this->getAccount($uuid)));
  }

  /**
   * PUT /users/{uuid}/suspended: blocks an account or lets it in again, as its `status` in JSON:API does.
   */
  public function suspend(string $uuid, Request $request): JsonResponse {
    $suspended = json_decode($request->getContent(), TRUE)['suspended'] ?? NULL;
    if (!is_bool($suspended)) {
      throw new BadRequestHttpException('The body does not say what to do. Send {"suspended": true} or {"suspended": false}.');
    }
    $account = $this->getAccount($uuid);
    if ($account->isBlocked() !== $suspended) {
      $account->set('status', !$suspended);
      $refusal = $this->protection->refusal($account, 'status');
      if ($refusal !== NULL) {
        throw new ConflictHttpException($refusal);
      }
      $account->save();
    }
    return new JsonResponse(['suspended' => $suspended]);
  }

  /**
   * GET /roles: the roles that can be given.
   */
  public function roles(): JsonResponse {
    $roles = array_diff_key(Role::loadMultiple(), [RoleInterface::ANONYMOUS_ID => 1, RoleInterface::AUTHENTICATED_ID => 1]);
    $show = static fn (RoleInterface $role): array => [
      'key' => $role->id(),
      'name' => $role->label(),
      'id' => $role->uuid(),
      'privileged' => Protection::isPrivileged($role),
    ];
    return new JsonResponse(['items' => array_values(array_map($show, $roles))]);
  }

  /**
   * The account with a UUID.
   */
  private function getAccount(string $uuid): UserInterface {
    $found = $this->lookup->find('uuid', $uuid);
    return $found ?? throw new NotFoundHttpException('There is no account with this UUID. It may have been deleted.');
  }

}
