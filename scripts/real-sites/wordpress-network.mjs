/** Makes a network of one site of an installed one. What it gives back belongs into wp-config.php from then on. */
export async function makeNetwork(evaluate, host) {
  await evaluate(
    `require_once ABSPATH . 'wp-admin/includes/upgrade.php';
     require_once ABSPATH . 'wp-admin/includes/network.php';
     foreach ($GLOBALS['wpdb']->tables('ms_global') as $table => $prefixed) $GLOBALS['wpdb']->$table = $prefixed;
     install_network();
     return populate_network(1, ${JSON.stringify(host)}, 'admin@site.example', 'Network', '/', false);`,
  );
  return {
    MULTISITE: true,
    SUBDOMAIN_INSTALL: false,
    DOMAIN_CURRENT_SITE: host,
    PATH_CURRENT_SITE: '/',
    SITE_ID_CURRENT_SITE: 1,
    BLOG_ID_CURRENT_SITE: 1,
  };
}
