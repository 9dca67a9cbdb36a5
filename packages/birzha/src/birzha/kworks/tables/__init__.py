"""The rows of kworks, and every statement that touches them."""

from birzha.kworks.tables.rows import kwork, kwork_favourite, kwork_feature, kwork_image, kwork_sale, kwork_view

__all__ = ["kwork", "kwork_favourite", "kwork_feature", "kwork_image", "kwork_sale", "kwork_view"]
