<?php

declare(strict_types=1);

namespace Drupal\linkspan\Controller;

use Drupal\Core\Controller\ControllerBase;
use Drupal\Core\Extension\ModuleExtensionList;
use Drupal\linkspan\Feed;
use Drupal\linkspan\ServiceAccount;
use Drupal\linkspan\Webhook;
use Drupal\linkspan\WebhookTarget;
use Symfony\Component\DependencyInjection\ContainerInterface;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpKernel\Exception\BadRequestHttpException;

/**
 * The companion itself, its feed and its webhook.
 */
final class CompanionController extends ControllerBase {

  private const FEATURES = ['external-id', 'suspend', 'lookup', 'feed', 'webhook', 'roles', 'owned'];

  public function __construct(
    private readonly Feed $feed,
    private readonly Webhook $webhook,
    private readonly WebhookTarget $target,
    private readonly ServiceAccount $serviceAccount,
    private readonly ModuleExtensionList $modules,
  ) {}

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container): self {
    return new self(
      $container->get('linkspan.feed'),
      $container->get('linkspan.webhook'),
      $container->get('linkspan.webhook_target'),
      $container->get('linkspan.service_account'),
      $container->get('extension.list.module'),
    );
  }

  /**
   * GET /: what there is.
   */
  public function root(): JsonResponse {
    $this->feed->number();
    return new JsonResponse([
      'companion' => 1,
      'version' => $this->modules->getExtensionInfo('linkspan')['version'],
      'site' => $this->config('system.site')->get('uuid'),
      // Nothing is protected from a service account that nobody has named.
      'features' => [...self::FEATURES, ...($this->serviceAccount->uid() === NULL ? [] : ['protect'])],
      'feed' => $this->feed->state(),
      'webhook' => $this->target->isComplete(),
    ]);
  }

  /**
   * GET /changes: a page of the feed.
   */
  public function changes(Request $request): JsonResponse {
    $query = $request->query;
    $id = $query->has('feed') ? $query->getString('feed') : NULL;
    $since = $query->has('since') ? $this->number($query->getString('since'), 'since', 0, PHP_INT_MAX) : NULL;
    $limit = $query->has('limit') ? $this->number($query->getString('limit'), 'limit', 1, 500) : 100;
    return new JsonResponse($this->feed->page($id, $since, $limit));
  }

  /**
   * POST /flush: sends what waits to be sent.
   */
  public function flush(): JsonResponse {
    $this->feed->number();
    return new JsonResponse(['sent' => $this->webhook->send(TRUE)]);
  }

  /**
   * A whole number from the query.
   */
  private function number(string $text, string $name, int $least, int $most): int {
    $number = filter_var($text, FILTER_VALIDATE_INT, ['options' => ['min_range' => $least, 'max_range' => $most]]);
    if ($number === FALSE) {
      throw new BadRequestHttpException("`$name` is no number that can be used. Give a whole one from $least to $most.");
    }
    return $number;
  }

}
