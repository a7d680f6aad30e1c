<?php

declare(strict_types=1);

namespace Drupal\linkspan\Routing;

use Drupal\Core\Routing\RouteSubscriberBase;
use Symfony\Component\Routing\RouteCollection;

/**
 * Lets every provider of authentication that is enabled sign in, as JSON:API does.
 */
final class ProtocolRoutes extends RouteSubscriberBase {

  public function __construct(private readonly array $authenticationProviders) {}

  /**
   * {@inheritdoc}
   */
  protected function alterRoutes(RouteCollection $collection): void {
    foreach ($collection->all() as $name => $route) {
      if (str_starts_with($name, 'linkspan.v1.')) {
        $route->setOption('_auth', array_keys($this->authenticationProviders))->setOption('no_cache', TRUE);
      }
    }
  }

}
