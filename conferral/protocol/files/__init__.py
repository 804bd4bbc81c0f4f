"""The files of an edition: reading them, telling their author what is wrong, describing them."""
