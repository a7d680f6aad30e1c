<?php
// A must-use plugin: a test site need not survive a power cut, and each write would wait for the disk several times.
$GLOBALS['wpdb']->dbh->get_pdo()->exec( 'PRAGMA synchronous = OFF' );
