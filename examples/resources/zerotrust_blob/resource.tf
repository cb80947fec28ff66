resource "zerotrust_blob" "banner" {
  key  = "console/banner"
  name = "Banner"
  data = "Planned maintenance on Sunday"
}
