<?php

declare(strict_types=1);

namespace Drupal\linkspan;

use Drupal\Core\Config\ConfigFactoryInterface;
use Drupal\Core\Site\Settings;

/**
 * Where the webhook goes and what it is signed with. The secret is in settings.php alone, so that no export of the configuration has it.
 */
final class WebhookTarget {

  public function __construct(
    private readonly ConfigFactoryInterface $configFactory,
    private readonly Settings $settings,
  ) {}

  /**
   * The address; empty where there is none.
   */
  public function url(): string {
    return trim((string) $this->configFactory->get('linkspan.settings')->get('webhook_url'));
  }

  /**
   * The secret; empty where there is none.
   */
  public function secret(): string {
    return (string) ($this->settings->get('linkspan', [])['webhook_secret'] ?? '');
  }

  /**
   * Whether there is both.
   */
  public function isComplete(): bool {
    return $this->url() !== '' && $this->secret() !== '';
  }

}
