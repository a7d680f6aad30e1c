<?php

declare(strict_types=1);

namespace Drupal\linkspan\Form;

use Drupal\Core\Form\ConfigFormBase;
use Drupal\Core\Form\FormStateInterface;
use Drupal\user\Entity\User;

/**
 * The service account and the address of the webhook.
 */
final class SettingsForm extends ConfigFormBase {

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
    $found = ctype_digit($named) ? User::load($named) : user_load_by_name($named);
    if ($named !== '' && (!$found || $found->isAnonymous())) {
      $form_state->setErrorByName('service_account', $this->t('There is no account %name. Make it first, or leave this empty.', ['%name' => $named]));
    }
  }

}
