<?php

declare(strict_types=1);

namespace Drupal\linkspan\Form;

use Drupal\Core\Form\ConfigFormBase;
use Drupal\Core\Form\FormStateInterface;
use Drupal\linkspan\ServiceAccount;
use Symfony\Component\DependencyInjection\ContainerInterface;

/**
 * The service account and the address of the webhook.
 */
final class SettingsForm extends ConfigFormBase {

  /**
   * Who is named in it.
   */
  private ServiceAccount $serviceAccount;

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container): static {
    // The parent's constructor differs between versions of Drupal.
    $form = parent::create($container);
    $form->serviceAccount = $container->get('linkspan.service_account');
    return $form;
  }

  /**
   * {@inheritdoc}
   */
  public function getFormId(): string {
    return 'linkspan_settings';
  }

  /**
   * {@inheritdoc}
   */
  protected function getEditableConfigNames(): array {
    return ['linkspan.settings'];
  }

  /**
   * {@inheritdoc}
   */
  public function buildForm(array $form, FormStateInterface $form_state): array {
    $form['service_account'] = [
      '#type' => 'textfield',
      '#title' => $this->t('Service account'),
      '#description' => $this->t('The user name or the uid of the account that Linkspan signs in with.'),
      '#config_target' => 'linkspan.settings:service_account',
    ];
    $form['webhook_url'] = [
      '#type' => 'url',
      '#title' => $this->t('Address of the webhook'),
      '#description' => $this->t("Where Linkspan waits for it, such as https://linkspan.example/hooks/intranet. It is signed with \$settings['linkspan']['webhook_secret'] of settings.php."),
      '#config_target' => 'linkspan.settings:webhook_url',
    ];
    return parent::buildForm($form, $form_state);
  }

  /**
   * {@inheritdoc}
   */
  public function validateForm(array &$form, FormStateInterface $form_state): void {
    parent::validateForm($form, $form_state);
    $named = trim((string) $form_state->getValue('service_account'));
    if ($named !== '' && $this->serviceAccount->find($named) === NULL) {
      $form_state->setErrorByName('service_account', $this->t('There is no account %name. Make it first, or leave this empty.', ['%name' => $named]));
    }
  }

}
