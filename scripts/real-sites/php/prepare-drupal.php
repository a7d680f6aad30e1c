// Makes of a bare Drupal what a connector needs: modules, write mode, a service account with a role of its own, roles, fields, languages.
use Drupal\field\Entity\FieldConfig;
use Drupal\field\Entity\FieldStorageConfig;
use Drupal\language\Entity\ConfigurableLanguage;
use Drupal\node\Entity\NodeType;
use Drupal\rest\Entity\RestResourceConfig;
use Drupal\user\Entity\Role;
use Drupal\user\Entity\User;

$given = json_decode( getenv( 'LINKSPAN_PREPARE' ), true );

\Drupal::service( 'module_installer' )->install( [ 'jsonapi', 'basic_auth', 'rest', 'language', 'text', ...$given['modules'] ] );
$config = \Drupal::configFactory();
$config->getEditable( 'jsonapi.settings' )->set( 'read_only', false )->save();
// Mail is kept instead of being sent.
$config->getEditable( 'system.mail' )->set( 'interface.default', 'test_mail_collector' )->save();

$roles = [
	'linkspan'      => [ 'administer users', 'administer permissions' ],
	'blind'         => [ 'administer users' ],
	'powerless'     => [ 'access user profiles' ],
	'editor'        => [],
	'publisher'     => [],
	'contributor'   => [],
	'administrator' => [],
];
foreach ( $roles as $id => $permissions ) {
	$role = Role::create( [ 'id' => $id, 'label' => ucfirst( $id ), 'is_admin' => 'administrator' === $id ] );
	foreach ( $permissions as $permission ) {
		$role->grantPermission( $permission );
	}
	$role->save();
}
foreach ( [ 'field_first_name', 'field_last_name', 'field_display_name', 'field_job_title' ] as $name ) {
	FieldStorageConfig::create( [ 'field_name' => $name, 'entity_type' => 'user', 'type' => 'string' ] )->save();
	FieldConfig::create( [ 'field_name' => $name, 'entity_type' => 'user', 'bundle' => 'user', 'label' => $name ] )->save();
}
ConfigurableLanguage::createFromLangcode( 'de' )->save();
ConfigurableLanguage::createFromLangcode( 'pt-br' )->save();
NodeType::create( [ 'type' => 'page', 'name' => 'Page' ] )->save();
RestResourceConfig::create( [
	'id'            => 'entity.user',
	'plugin_id'     => 'entity:user',
	'granularity'   => 'resource',
	'configuration' => [ 'methods' => [ 'DELETE' ], 'formats' => [ 'json' ], 'authentication' => [ 'basic_auth' ] ],
] )->save();

$admin = User::load( 1 );
$admin->setPassword( $given['adminPassword'] )->setEmail( 'admin@site.example' )->save();
$service = User::create( [
	'name'   => $given['username'],
	'mail'   => 'linkspan@site.example',
	'pass'   => $given['password'],
	'status' => 1,
	'roles'  => [ 'linkspan' ],
] );
$service->save();
\Drupal::service( 'router.builder' )->rebuild();
drupal_flush_all_caches();
return [ 'version' => \Drupal::VERSION, 'serviceId' => $service->uuid(), 'adminId' => $admin->uuid() ];
