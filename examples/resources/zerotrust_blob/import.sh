terraform import zerotrust_blob.banner 'console/banner'
