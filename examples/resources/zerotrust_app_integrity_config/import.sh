terraform import zerotrust_app_integrity_config.android 'production/integrity-uuid-1234'
