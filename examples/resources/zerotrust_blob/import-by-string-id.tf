import {
  to = zerotrust_blob.banner
  id = "console/banner"
}
