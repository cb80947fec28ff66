terraform import zerotrust_connector.berlin 'berlin-1'
