terraform import zerotrust_app.databases 'app:acme.tcp.0.databases'
